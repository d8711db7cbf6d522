/** COPY over pg, which passes its messages on but has no statement for them: rows out as a stream, buffers in. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type pg from 'pg';

/** What pg calls on a statement of our own (its `Query` in lib/query.js); `chunk` is only lent, the parser writes over it. */
interface Message {
  readonly chunk: Buffer;
}
interface Complete {
  readonly text: string;
}
interface Wire extends pg.Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

/** Text format, one row a line. A reader that stops early has to end the connection. */
export class CopyOut extends Readable {
  /** Known at the end. */
  rows = 0;
  private wire: Wire | null = null;

  constructor(private readonly statement: string) {
    super();
  }

  submit(connection: pg.Connection): void {
    this.wire = connection as Wire;
    this.wire.query(this.statement);
  }

  override _read(): void {
    this.wire?.stream.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.wire?.stream.resume();
    done(error);
  }

  handleCopyData({ chunk }: Message): void {
    if (!this.destroyed && !this.push(Buffer.from(chunk))) this.wire?.stream.pause();
  }

  handleCommandComplete({ text }: Complete): void {
    this.rows = rowsOf(text);
  }

  handleError(error: Error): void {
    this.destroy(error);
  }

  handleReadyForQuery(): void {
    if (!this.destroyed) this.push(null);
  }
}

/** The number of rows that were stored. Where `source` fails nothing is stored, and its error is thrown. */
export function copyIn(client: pg.ClientBase, statement: string, source: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, source, (error, rows) => (error === null ? resolve(rows) : reject(error))));
  });
}

class CopyIn {
  private rows = 0;
  private failure: unknown = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly statement: string,
    private readonly source: AsyncIterable<Buffer>,
    private readonly settle: (error: unknown, rows: number) => void,
  ) {}

  submit(connection: pg.Connection): void {
    (connection as Wire).query(this.statement);
  }

  handleCopyInResponse(connection: Wire): void {
    void this.pump(connection).catch((error: unknown) => {
      this.failure ??= error;
      connection.sendCopyFail('The source of the rows failed.');
    });
  }

  private async pump(wire: Wire): Promise<void> {
    const { signal } = this.ending;
    for await (const chunk of this.source) {
      if (signal.aborted) return;
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain', { signal });
    }
    if (!signal.aborted) wire.endCopyFrom();
  }

  handleCommandComplete({ text }: Complete): void {
    this.rows = rowsOf(text);
  }

  /** The connection is lost, or the database refuses a row: then it answers that it is ready for what comes next. */
  handleError(error: Error): void {
    this.failure ??= error;
    this.ending.abort();
    this.settle(this.failure, 0);
  }

  handleReadyForQuery(): void {
    this.settle(this.failure, this.rows);
  }
}

/** `COPY 12` of the message CommandComplete. */
const rowsOf = (tag: string) => Number(/^COPY (\d+)$/.exec(tag)?.[1] ?? Number.NaN);
