/**
 * How long a test waits for something that must happen by itself, milliseconds. A busy machine is no fault of the product, and what
 * happens costs no waiting; a test as a whole may take as long as Jest is told (jest.config.mjs).
 */
export const patience = 120_000;
