-- A run may also take back what an earlier one has loaded.
ALTER TABLE "ingest_run" DROP CONSTRAINT "ingest_run_kind_check";
ALTER TABLE "ingest_run" ADD CONSTRAINT "ingest_run_kind_check" CHECK ("kind" IN ('folder', 'live', 'sample', 'forget'));
