"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { memoryFileMessages } from "./memory-file-messages";
import { useMemoryFile } from "./use-memory-file";

/** What stations remember, out to a file and in from one. */
export function MemoryFileButtons() {
  const { exportAll, importFile } = useMemoryFile();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="mt-3 border-t border-line pt-1">
      <Button look="quiet" className="w-full justify-start px-0" onClick={() => void exportAll()}>
        {memoryFileMessages.exportAll}
      </Button>
      <Button look="quiet" className="w-full justify-start px-0" onClick={() => chooser.current?.click()}>
        {memoryFileMessages.importFile}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept="application/json,.json"
        aria-label={memoryFileMessages.importFile}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void importFile(file);
          event.target.value = "";
        }}
      />
      <p className="pb-1 text-small text-ink-3">{memoryFileMessages.hint}</p>
    </div>
  );
}
