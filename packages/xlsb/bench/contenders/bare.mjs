/** Nothing: what Node itself takes. */
export async function read() {}

/** @returns {import('../task.ts').Count} */
export const count = () => ({});
