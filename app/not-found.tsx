import Link from "next/link";
import { Header } from "@/components/chrome/header";
import { faultMessages } from "@/components/fault-messages";
import { buttonClass } from "@/components/ui/button";

export default function NotFound() {
  return (
    <>
      <Header />
      <main id="main" className="page py-20">
        <div className="max-w-2xl">
          <h1 className="text-display">{faultMessages.notFoundTitle}</h1>
          <p className="mt-4 text-lead text-ink-2">{faultMessages.notFoundText}</p>
          <Link href="/" className={buttonClass("outline", "mt-8")}>
            {faultMessages.home}
          </Link>
        </div>
      </main>
    </>
  );
}
