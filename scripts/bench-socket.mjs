// A client of the load benchmark that does next to nothing: requests are bytes made beforehand, of an answer it looks at the
// status and at where it ends. What the client takes of the machine is taken from the server beside it.

import { connect } from "node:net";

const LINE_END = "\r\n";
/** Heads are shorter. */
const MAX_HEAD = 4_096;

/** The bytes of a POST request with a JSON body. */
export function toRequestBytes({ port, path, cookie, body }) {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    `Cookie: ${cookie}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]);
}

/** One connection; `send` resolves with the status once the whole answer is there. One request at a time. */
export function openConnection(port) {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let waiting;
  let read;
  socket.on("data", (bytes) => {
    const status = read?.(bytes);
    if (status === undefined) return;
    read = undefined;
    waiting.resolve(status);
  });
  for (const event of ["error", "close"]) {
    socket.on(event, (error) => waiting?.reject(error || new Error("The server closed the connection.")));
  }
  return {
    send: (bytes) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        read = createAnswerReader();
        socket.write(bytes);
      }),
    close: () => socket.destroy(),
  };
}

/** Takes an answer's bytes as they come; returns its status at the last of them. */
function createAnswerReader() {
  let line = "";
  let status;
  let isLast = false;
  /** Bytes of the body to pass over before the next line, or before the end. */
  let left = 0;
  const readHead = (head) => {
    status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    isLast = length !== undefined || status === 204;
    left = Number(length ?? 0);
  };
  const readChunkSize = (size) => {
    const length = Number.parseInt(size, 16);
    isLast = length === 0;
    left = length + LINE_END.length;
  };
  return (bytes) => {
    for (let at = 0; ; ) {
      const passed = Math.min(left, bytes.length - at);
      at += passed;
      left -= passed;
      if (left > 0) return undefined;
      if (isLast) return status;
      const end = status === undefined ? LINE_END + LINE_END : LINE_END;
      const before = line.length;
      line += bytes.toString("latin1", at, at + MAX_HEAD);
      const found = line.indexOf(end);
      if (found < 0) return undefined;
      at += found + end.length - before;
      if (status === undefined) readHead(line.slice(0, found));
      else readChunkSize(line.slice(0, found));
      line = "";
    }
  };
}
