/** A document as it is printed and as a PDF: words only, in one language, with no name of a person that it is about. */
export interface Paper {
  readonly language: string;
  /** Stands on every page. */
  readonly confidential: string;
  readonly title: string;
  /** The code, never the name. */
  readonly code: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly level: PaperLevel;
  readonly reasons: readonly PaperList[];
  readonly plan: PaperTable;
  readonly after: readonly PaperList[];
  /** Beside the page number. */
  readonly footer: string;
  readonly page: (page: number, of: number) => string;
}

interface PaperLevel {
  readonly label: string;
  readonly words: string;
  readonly rank: 1 | 2 | 3 | 4;
  readonly notes: readonly string[];
}

export interface PaperList {
  readonly heading: string;
  readonly lines: readonly string[];
}

interface PaperTable {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Instead of the table when there is no row. */
  readonly empty: string;
}
