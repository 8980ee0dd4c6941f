-- AlterTable
ALTER TABLE "company" ADD COLUMN     "facts_version" UUID,
ADD COLUMN     "filings_mark" TEXT;

-- Every statement that changes a company's figures gives them a new version, whoever sends it: a copy of them that is
-- kept elsewhere counts only while its version is that of the company.
CREATE FUNCTION "renew_facts_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "company" SET "facts_version" = gen_random_uuid()
  WHERE "id" IN (SELECT "company_id" FROM "changed");
  RETURN NULL;
END $$;

CREATE TRIGGER "fact_series_inserted" AFTER INSERT ON "fact_series" REFERENCING NEW TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "renew_facts_version"();
CREATE TRIGGER "fact_series_updated" AFTER UPDATE ON "fact_series" REFERENCING NEW TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "renew_facts_version"();
CREATE TRIGGER "fact_series_deleted" AFTER DELETE ON "fact_series" REFERENCING OLD TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "renew_facts_version"();
-- A new filing has no figures before a series names it.
CREATE TRIGGER "filing_updated" AFTER UPDATE ON "filing" REFERENCING NEW TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "renew_facts_version"();
CREATE TRIGGER "filing_deleted" AFTER DELETE ON "filing" REFERENCING OLD TABLE AS "changed"
  FOR EACH STATEMENT EXECUTE FUNCTION "renew_facts_version"();

UPDATE "company" SET "facts_version" = gen_random_uuid() WHERE "id" IN (SELECT "company_id" FROM "fact_series");
