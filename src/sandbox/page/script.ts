export const pageScript = ``;
