import { CompanyNotFound } from "@/components/company/company-not-found";
import { getMissingCompany } from "./missing-company";

export default async function NotFound() {
  const missing = await getMissingCompany().promise;
  return (
    <CompanyNotFound
      ticker={missing?.ticker ?? null}
      nearest={missing?.nearest ?? []}
      viewSearch={missing?.viewSearch ?? ""}
    />
  );
}
