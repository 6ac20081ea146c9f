/** What the IANA database calls times of day, by the long English name that Intl gives them. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'Alaska Daylight Time': 'AKDT',
  'Alaska Standard Time': 'AKST',
  'American Samoa Standard Time': 'SST',
  'Atlantic Daylight Time': 'ADT',
  'Atlantic Standard Time': 'AST',
  'Australian Central Daylight Time': 'ACDT',
  'Australian Central Standard Time': 'ACST',
  'Australian Eastern Daylight Time': 'AEDT',
  'Australian Eastern Standard Time': 'AEST',
  'Australian Western Standard Time': 'AWST',
  'British Summer Time': 'BST',
  'Central Africa Time': 'CAT',
  'Central Daylight Time': 'CDT',
  'Central European Standard Time': 'CET',
  'Central European Summer Time': 'CEST',
  'Central Indonesia Time': 'WITA',
  'Central Standard Time': 'CST',
  'Chamorro Standard Time': 'ChST',
  'China Standard Time': 'CST',
  'Coordinated Universal Time': 'UTC',
  'Cuba Daylight Time': 'CDT',
  'Cuba Standard Time': 'CST',
  'East Africa Time': 'EAT',
  'Eastern Daylight Time': 'EDT',
  'Eastern European Standard Time': 'EET',
  'Eastern European Summer Time': 'EEST',
  'Eastern Indonesia Time': 'WIT',
  'Eastern Standard Time': 'EST',
  'Greenwich Mean Time': 'GMT',
  'Hawaii-Aleutian Daylight Time': 'HDT',
  'Hawaii-Aleutian Standard Time': 'HST',
  'Hong Kong Standard Time': 'HKT',
  'India Standard Time': 'IST',
  'Irish Standard Time': 'IST',
  'Israel Daylight Time': 'IDT',
  'Israel Standard Time': 'IST',
  'Japan Standard Time': 'JST',
  'Korean Standard Time': 'KST',
  'Mexican Pacific Standard Time': 'MST',
  'Moscow Standard Time': 'MSK',
  'Mountain Daylight Time': 'MDT',
  'Mountain Standard Time': 'MST',
  'New Zealand Daylight Time': 'NZDT',
  'New Zealand Standard Time': 'NZST',
  'Newfoundland Daylight Time': 'NDT',
  'Newfoundland Standard Time': 'NST',
  'Pacific Daylight Time': 'PDT',
  'Pacific Standard Time': 'PST',
  'Pakistan Standard Time': 'PKT',
  'Philippine Standard Time': 'PST',
  'South Africa Standard Time': 'SAST',
  'Taiwan Standard Time': 'CST',
  'West Africa Time': 'WAT',
  'Western European Standard Time': 'WET',
  'Western European Summer Time': 'WEST',
  'Western Indonesia Time': 'WIB',
  'Yukon Time': 'MST',
};

/** Zones that the database gives an offset and no name, though Intl names them. */
const NAMELESS: ReadonlySet<string> = new Set([
  'Africa/Casablanca',
  'Africa/El_Aaiun',
  'Antarctica/Casey',
  'Antarctica/Troll',
  'Asia/Colombo',
  'Europe/Minsk',
]);
const BRITISH: ReadonlySet<string> = new Set([
  'Europe/Guernsey',
  'Europe/Isle_of_Man',
  'Europe/Jersey',
]);
const GREENWICH: ReadonlySet<string> = new Set([
  'GMT',
  'Etc/GMT',
  'GMT0',
  'GMT+0',
  'GMT-0',
  'Greenwich',
]);

/**
 * `CET`, `EST`; where there is no name the offset: `+03`, `+0530`. Those of today: names that a zone
 * had before, as in a war, are not known.
 *
 * @param name the long one in American English.
 */
export function abbreviation(zone: string, name: string, offset: number): string {
  if (GREENWICH.has(zone)) return 'GMT';
  if (BRITISH.has(zone) && offset === 3600) return 'BST';
  const known = NAMELESS.has(zone) ? undefined : ABBREVIATIONS[name];
  if (known !== undefined) return known;
  // Before there were zones each place had the mean time of its own sun.
  if (offset % 900 !== 0) return 'LMT';
  const pad = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const size = Math.abs(offset);
  const minutes = size % 3600 === 0 ? '' : pad((size / 60) % 60);
  return `${offset < 0 ? '-' : '+'}${pad(size / 3600)}${minutes}`;
}
