-- CreateTable
CREATE TABLE "verdict_record" (
    "run_id" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    "snapshot_hash" TEXT NOT NULL,
    "company_ids" INTEGER[],
    "rule_ids" TEXT[],
    "verdicts" TEXT NOT NULL,
    "rule_states" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verdict_record_pkey" PRIMARY KEY ("run_id","policy")
);

-- CreateIndex
CREATE INDEX "verdict_record_snapshot_hash_idx" ON "verdict_record"("snapshot_hash");

-- AddForeignKey
ALTER TABLE "verdict_record" ADD CONSTRAINT "verdict_record_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "ingest_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict_record" ADD CONSTRAINT "verdict_record_snapshot_hash_fkey" FOREIGN KEY ("snapshot_hash") REFERENCES "snapshot"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A record that does not tell of each company by each rule could not be read again.
ALTER TABLE "verdict_record" ADD CONSTRAINT "verdict_record_whole" CHECK (
    length("verdicts") = cardinality("company_ids")
    AND length("rule_states") = cardinality("company_ids") * cardinality("rule_ids")
);
