/** The part of pdfmake that we use; its own package has no types. */
declare module 'pdfmake/build/pdfmake.min.js' {
  interface Pdf {
    getBlob(): Promise<Blob>;
  }

  interface PdfMake {
    addFonts(fonts: Readonly<Record<string, Readonly<Record<'normal' | 'bold', string>>>>): void;
    /** Refuses what this answers false for. */
    setUrlAccessPolicy(mayFetch: (url: string) => boolean): void;
    createPdf(definition: object): Pdf;
  }

  const pdfMake: PdfMake;
  export default pdfMake;
}

declare module 'pdfmake/build/fonts/*' {
  const address: string;
  export default address;
}
