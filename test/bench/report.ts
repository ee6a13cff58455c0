import { readFileSync } from 'node:fs';
import os from 'node:os';

/** One figure, as it was measured. */
export interface Figure {
  what: string;
  value: number;
  unit: 'ms' | 'kB' | 'MB' | '/s' | '×' | '';
  /** What it was meant to be, in words. */
  aim?: string;
  note?: string;
}

/** A part of the measurement that can be run by itself. */
export interface Section {
  name: string;
  title: string;
  /** Measures; says on `progress` what it is doing. */
  measure: (progress: (line: string) => void) => Promise<{ figures: Figure[]; details?: unknown }>;
}

/** What the figures were measured on: they mean little without it. */
export function machine(): Record<string, string | number> {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    load: os.loadavg()[0]?.toFixed(2) ?? '',
    chromium: packageVersion('@sparticuz/chromium'),
    playwright: packageVersion('playwright'),
  };
}

function packageVersion(name: string): string {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** Figures as lines of a table. */
export function lines(figures: readonly Figure[]): string[] {
  const width = Math.max(...figures.map(({ what }) => what.length));
  return figures.map(({ what, value, unit, aim, note }) => {
    const figure = `${shown(value)} ${unit}`.trimEnd();
    const rest = [aim === undefined ? '' : `aim: ${aim}`, note ?? ''].filter(Boolean).join('; ');
    return `  ${what.padEnd(width)}  ${figure.padStart(14)}${rest === '' ? '' : `  ${rest}`}`;
  });
}

/** Three digits, for nothing here is more certain than that. */
function shown(value: number): string {
  if (!Number.isFinite(value)) return '—';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return Number(value.toPrecision(3)).toString();
}
