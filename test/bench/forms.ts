import { applications, layOut, type Page, paperWords, pdfOf, sheets } from '../../src/paperwork/index.ts';
import { exampleVisits } from '../../src/start/commands/parts/example-visit.ts';
import { printingFonts } from '../../src/start/commands/parts/printing-fonts.ts';
import { flowsFolder } from '../../src/start/flows-folder.ts';
import type { Figure, Section } from './report.ts';
import { median } from './statistics.ts';

const RUNS = 7;

/** The papers of whole visits: how long they take to lay out and to write as PDF, and how large they are. */
export const forms: Section = {
  name: 'forms',
  title: 'Forms on paper (Node, one thread; the desk’s set of each visit)',
  measure: async (progress) => {
    const fonts = printingFonts();
    const figures: Figure[] = [];
    for (const name of ['moving-in/family-of-four', 'birth/twins-in-hospital', 'bereavement/self-employed-father']) {
      progress(name);
      const [visit] = exampleVisits(flowsFolder, [name]);
      if (!visit) throw new Error(`there is no example ${name}`);
      const { outlook, japanese } = visit;
      let pages: Page[] = [];
      const laid = times(() => {
        const words = paperWords(outlook, japanese);
        pages = layOut(sheets(applications(outlook), outlook.program.content.forms, words), {
          set: 'desk',
          receipt: 'A-1',
          municipality: 'みほん市',
        });
      });
      const about = { title: name, author: 'みほん市', made: new Date(0) };
      const written: number[] = [];
      let size = 0;
      for (let run = 0; run < RUNS; run++) {
        const start = performance.now();
        size = (await pdfOf(pages, fonts, about)).bytes.length;
        written.push(performance.now() - start);
      }
      figures.push(
        { what: `${name}: laid out`, value: median(laid), unit: 'ms', note: `${pages.length} pages` },
        {
          what: `${name}: written as PDF`,
          value: median(written),
          unit: 'ms',
          note: `${(median(written) / pages.length).toFixed(0)} ms a page, both fonts embedded as subsets`,
        },
        {
          what: `${name}: size`,
          value: size / 1024,
          unit: 'kB',
          note: `${(size / 1024 / pages.length).toFixed(1)} kB a page`,
        },
      );
    }
    return { figures };
  },
};

function times(work: () => void): number[] {
  return Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}
