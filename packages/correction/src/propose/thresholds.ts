/** Confidence from which a correction is proposed unless the caller says otherwise. */
export const PROPOSE_CONFIDENCE = 0.6;
