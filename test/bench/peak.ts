import type { Figure } from './report.ts';

/** 住民異動届 and the notifications of births, deaths, marriages and divorces of the whole country, in a year. */
export const COUNTRY = 8_000_000;
/** No one publishes how many of them fall on the busiest day at the end of March: so several shares of a year. */
const SHARES = [0.01, 0.02, 0.03];
const OPENING_HOURS = 8;
/** The busiest hour, as a multiple of the mean one. */
const PEAK_HOUR = 2;

/** Cases a second in the busiest hour of a day on which this share of all events of a year comes. */
export const peakRate = (share: number): number => ((COUNTRY * share) / (OPENING_HOURS * 3600)) * PEAK_HOUR;

/** How many machines the busiest hour needs where one keeps up with `rate` cases a second. */
export const machinesFor = (share: number, rate: number): number => Math.ceil(peakRate(share) / rate);

/** The whole country on one day, with hubs as the one that was measured. */
export function peakDay(name: string, rate: number): Figure[] {
  return SHARES.map((share) => ({
    what: `${name}: machines for the country's peak hour, ${share * 100} % of the year in a day`,
    value: machinesFor(share, rate),
    unit: '',
    note:
      `${Math.round(COUNTRY * share).toLocaleString('en-GB')} cases in ${OPENING_HOURS} h, the busiest hour ` +
      `${PEAK_HOUR} × the mean: ${peakRate(share).toFixed(1)} /s, one machine ${rate.toFixed(1)} /s`,
  }));
}
