/** Says on every page what is special about this installation, e.g. that its music service is not the real one. */
export function SandboxRibbon({ notice }: { readonly notice: string | undefined }) {
  if (!notice) return null;
  return (
    <p className="ribbon border-b border-line bg-sunk px-4 py-1.5 text-center text-small font-medium text-amber-ink">
      {notice}
    </p>
  );
}
