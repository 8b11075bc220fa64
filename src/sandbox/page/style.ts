export const pageStyle = ``;
