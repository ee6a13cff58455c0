import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** How `npm run deps:audit` ends. */
export const endings = { clean: 0, weak: 1, notAsked: 3 } as const;

/** What npm answered, in lines, and how the command ends. An answer that is none is never taken for a clean one. */
export function judged(answer: string): { lines: string[]; ending: keyof typeof endings } {
  const notAsked = (why: string) => ({
    lines: [`NOT AUDITED: the registry did not answer (${why}). Ask again where it can be reached.`],
    ending: 'notAsked' as const,
  });
  let report: unknown;
  try {
    report = JSON.parse(answer);
  } catch {
    return notAsked('no JSON');
  }
  if (!isReport(report)) {
    const { message } = (report ?? {}) as { message?: unknown };
    return notAsked(typeof message === 'string' ? (/^\d{3}\b|E[A-Z]+/.exec(message)?.[0] ?? 'an error') : 'no report');
  }
  const found = Object.values(report.vulnerabilities);
  if (found.length === 0) return { lines: ['No known weakness in what is shipped.'], ending: 'clean' };
  return {
    lines: found.map(({ name, severity, range, via }) => {
      const about = via.flatMap((one) => (typeof one === 'string' ? [] : [`${one.title} ${one.url}`]));
      return [`${severity}: ${name} ${range}`, ...about].join('; ');
    }),
    ending: 'weak',
  };
}

interface Report {
  vulnerabilities: Record<
    string,
    { name: string; severity: string; range: string; via: (string | { title: string; url: string })[] }
  >;
}

const isReport = (one: unknown): one is Report =>
  typeof one === 'object' && one !== null && 'auditReportVersion' in one && 'vulnerabilities' in one;

if (import.meta.main) {
  const words = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
  const root = path.resolve(import.meta.dirname, '../..');
  const { stdout } = spawnSync('npm', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const { lines, ending } = judged(stdout ?? '');
  for (const line of lines) console.log(line);
  process.exitCode = endings[ending];
}
