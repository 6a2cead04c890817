// Splits the text of a source file into rows of named columns. The files are dirty, so short rows are skipped
// by the readers, but a file without the expected header is an error, which tells its line.

/** Rows of a tab-separated file with a header. Throws when a column of `columns` is not in the header. */
export function readTsv<Column extends string>(
  text: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  const lines = text.split(/\r?\n/u);
  return toRecords(
    lines.filter((line) => line !== "").map((line) => line.split("\t")),
    columns,
  );
}

/** Rows of a comma-separated file with a header and RFC 4180 quotes. */
export function readCsv<Column extends string>(
  text: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  return toRecords(parseCsv(text), columns);
}

function toRecords<Column extends string>(
  table: readonly (readonly string[])[],
  columns: readonly Column[],
): Record<Column, string>[] {
  const header = (table[0] ?? []).map((name) => name.replace(/^\ufeff/u, "").trim());
  const at = columns.map((column) => {
    const index = header.indexOf(column);
    if (index < 0)
      throw new Error(`line 1: the header lacks the column "${column}": ${header.join(", ").slice(0, 200)}`);
    return [column, index] as const;
  });
  return table.slice(1).map((cells) => {
    const record: Partial<Record<Column, string>> = {};
    for (const [column, index] of at) record[column] = cells[index] ?? "";
    return record as Record<Column, string>;
  });
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,"\r\n][^,\r\n]*|))(,|\r?\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) {
      const line = text.slice(0, at).split("\n").length;
      throw new Error(`line ${line}: the row has a broken quote`);
    }
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
