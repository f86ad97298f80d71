/** Confidence from which a correction is proposed unless the caller says otherwise. */
export const PROPOSE_CONFIDENCE = 0.6;

/** Confidence from which a cell is shown to a person at all. */
export const FLAG_CONFIDENCE = 0.25;
