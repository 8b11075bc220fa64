export const pageDocument = `<!doctype html><title>Sandbox</title>`;
