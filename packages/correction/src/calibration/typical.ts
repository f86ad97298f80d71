export const typicalSizes: Readonly<Record<string, number>> = {};
