import type { PackedPackage } from './pack.ts';
import { refusedResolution } from './type-resolutions.ts';

/** One thing that was tried on one package. */
export interface ReportRow {
  /** Its name, or what stands for several. */
  readonly package: string;
  readonly tried: string;
  readonly problems: readonly string[];
  /** What worked in an unexpected way, or was left out, and why. */
  readonly notes: readonly string[];
  readonly seconds: number;
}

/** Sizes, one line for each thing tried, then the problems in full. */
export function printReport(packages: readonly PackedPackage[], rows: readonly ReportRow[]): void {
  const sizes = packages.map(({ manifest, files, packedBytes }) => [
    manifest.name,
    manifest.version,
    kibibytes(packedBytes),
    kibibytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
    `${files.length}`,
  ]);
  printTable([['package', 'version', 'packed', 'unpacked', 'files'], ...sizes]);
  const lines = rows.map((row) => [
    row.problems.length === 0 ? 'ok' : 'FAILED',
    row.package,
    row.tried,
    `${row.seconds.toFixed(1)} s`,
    row.notes.join('; '),
  ]);
  printTable([['', 'package', 'tried', 'time', ''], ...lines]);
  process.stdout.write(`\n${refusedResolution}\n`);
  for (const { package: name, tried, problems } of rows)
    for (const problem of problems) process.stdout.write(`\n${name}, ${tried}: ${problem}\n`);
}

function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}

function printTable(cells: readonly (readonly string[])[]): void {
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
