import regular from 'pdfmake/build/fonts/Roboto/Roboto-Regular.ttf?url';
import medium from 'pdfmake/build/fonts/Roboto/Roboto-Medium.ttf?url';
import pdfMake from 'pdfmake/build/pdfmake.min.js';
import type { Paper, PaperList } from './paper.js';

const here = (address: string): string => new URL(address, location.href).href;

pdfMake.addFonts({ Roboto: { normal: here(regular), bold: here(medium) } });
pdfMake.setUrlAccessPolicy((url) => new URL(url, location.href).origin === location.origin);

/** Printed light, also from a dark screen. */
const ink = '#1d2227';
const soft = '#565f68';
const line = '#c9ccc8';
const washes = { 1: '#e5f2e9', 2: '#fbf0da', 3: '#fde3d3', 4: '#fbdcdc' } as const;

/**
 * The PDF of a document, made here in the browser from fonts of our own origin; nothing is sent anywhere. What was assessed
 * is the first page, what will be done the second.
 */
export const makePdf = (paper: Paper): Promise<Blob> => pdfMake.createPdf(definitionOf(paper)).getBlob();

const definitionOf = (paper: Paper): object => ({
  pageSize: 'A4',
  pageMargins: [48, 56, 48, 52],
  // Whoever finds the file learns neither a case nor a program from its properties.
  info: { title: ' ', creator: ' ', producer: ' ' },
  language: paper.language,
  defaultStyle: { font: 'Roboto', fontSize: 9.5, color: ink, lineHeight: 1.15 },
  styles: {
    title: { fontSize: 16, bold: true },
    heading: { fontSize: 11, bold: true, margin: [0, 9, 0, 3] },
    soft: { color: soft },
    mark: { bold: true, fontSize: 9, color: soft },
  },
  header: {
    columns: [
      { text: paper.confidential, style: 'mark' },
      { text: paper.code, style: 'mark', alignment: 'right' },
    ],
    margin: [48, 28, 48, 0],
  },
  footer: (page: number, of: number) => ({
    columns: [
      { text: paper.footer, style: 'soft', fontSize: 7.5, width: '*' },
      { text: paper.page(page, of), style: 'soft', fontSize: 8, alignment: 'right', width: 70 },
    ],
    margin: [48, 8, 48, 0],
  }),
  content: [
    { text: paper.title, style: 'title' },
    factsOf(paper),
    levelOf(paper),
    ...paper.reasons.map(listOf),
    { text: paper.plan.heading, style: 'title', pageBreak: 'before', margin: [0, 0, 0, 6] },
    planOf(paper),
    ...paper.after.map(listOf),
  ],
});

const factsOf = ({ facts }: Paper): object => ({
  margin: [0, 6, 0, 8],
  layout: 'noBorders',
  table: {
    widths: ['auto', '*'],
    body: facts.map(([label, value]) => [
      { text: label, style: 'soft', margin: [0, 0, 8, 0] },
      { text: value },
    ]),
  },
});

const levelOf = ({ level }: Paper): object => ({
  table: {
    widths: ['*'],
    body: [
      [
        {
          fillColor: washes[level.rank],
          border: [true, false, false, false],
          margin: [8, 6, 8, 6],
          stack: [
            { text: [{ text: `${level.label}: ` }, { text: level.words, bold: true }], fontSize: 13 },
            ...level.notes.map((note) => ({ text: note, margin: [0, 2, 0, 0] })),
          ],
        },
      ],
    ],
  },
  layout: { vLineWidth: () => 4, vLineColor: () => ink, hLineWidth: () => 0 },
});

const listOf = ({ heading, lines }: PaperList): object => ({
  stack: [
    { text: heading, style: 'heading' },
    ...(lines.length === 1 ? [{ text: lines[0] }] : [{ ul: lines.map((text) => ({ text })) }]),
  ],
});

/** A date in three lines would make a plan of many measures twice as long. */
const untilColumn = 2;

function planOf({ plan }: Paper): object {
  if (plan.rows.length === 0) return { text: plan.empty };
  return {
    layout: { hLineColor: () => line, vLineColor: () => line, hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', ...plan.columns.slice(1).map(() => 'auto')],
      body: [
        plan.columns.map((text) => ({ text, bold: true, fillColor: '#f0f1ee' })),
        ...plan.rows.map((row) => row.map((text, at) => ({ text, noWrap: at === untilColumn }))),
      ],
    },
  };
}
