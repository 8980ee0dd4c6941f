import { redirect } from "next/navigation";

/** The index x-ray will stand here; until then the screener is the home. */
export default function HomePage() {
  redirect("/screen");
}
