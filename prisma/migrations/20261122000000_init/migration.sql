-- CreateTable
CREATE TABLE "company" (
    "id" SERIAL NOT NULL,
    "cik" INTEGER,
    "name" TEXT NOT NULL,
    "sic" INTEGER,
    "fiscal_year_end" TEXT,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "security" (
    "id" SERIAL NOT NULL,
    "company_id" INTEGER NOT NULL,
    "ticker" TEXT NOT NULL,
    "exchange" TEXT,

    CONSTRAINT "security_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "index_snapshot" (
    "id" SERIAL NOT NULL,
    "index_id" TEXT NOT NULL,
    "as_of_day" INTEGER NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "source_name" TEXT NOT NULL,
    "run_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "index_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "constituent" (
    "index_snapshot_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "security_id" INTEGER,
    "company_id" INTEGER,
    "ticker" TEXT NOT NULL,
    "name_listed" TEXT NOT NULL,
    "sector" TEXT,
    "asset_class" TEXT,
    "exchange" TEXT,
    "location" TEXT,
    "currency" TEXT,
    "weight" DOUBLE PRECISION,
    "price_usd" DOUBLE PRECISION,
    "market_value_usd" DOUBLE PRECISION,
    "quantity" DOUBLE PRECISION,

    CONSTRAINT "constituent_pkey" PRIMARY KEY ("index_snapshot_id","position")
);

-- CreateTable
CREATE TABLE "filing" (
    "id" SERIAL NOT NULL,
    "company_id" INTEGER NOT NULL,
    "accession" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "filed_day" INTEGER NOT NULL,
    "source_kind" TEXT NOT NULL,
    "run_id" INTEGER NOT NULL,

    CONSTRAINT "filing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_series" (
    "id" SERIAL NOT NULL,
    "company_id" INTEGER NOT NULL,
    "fact" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "start_day" INTEGER[],
    "end_day" INTEGER[],
    "value" DOUBLE PRECISION[],
    "filing_id" INTEGER[],

    CONSTRAINT "fact_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate" (
    "series_id" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "rate_pkey" PRIMARY KEY ("series_id","day")
);

-- CreateTable
CREATE TABLE "monthly_price" (
    "security_id" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "close_usd" DOUBLE PRECISION,
    "market_cap_usd" DOUBLE PRECISION,

    CONSTRAINT "monthly_price_pkey" PRIMARY KEY ("security_id","day")
);

-- CreateTable
CREATE TABLE "daily_bar" (
    "symbol" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "open" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "close" DOUBLE PRECISION NOT NULL,
    "volume" DOUBLE PRECISION,

    CONSTRAINT "daily_bar_pkey" PRIMARY KEY ("symbol","day")
);

-- CreateTable
CREATE TABLE "ingest_run" (
    "id" SERIAL NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "kind" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "as_of_day" INTEGER,
    "holder" TEXT NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sources" JSONB NOT NULL DEFAULT '[]',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "coverage" JSONB NOT NULL DEFAULT '{}',
    "skipped" JSONB NOT NULL DEFAULT '[]',
    "failure" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "ingest_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "hash" TEXT NOT NULL,
    "universe" TEXT NOT NULL,
    "as_of_day" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "row_count" INTEGER NOT NULL,
    "column_count" INTEGER NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "formula_version" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "snapshot_pointer" (
    "universe" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_pointer_pkey" PRIMARY KEY ("universe")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_screen" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "last_snapshot_hash" TEXT,
    "last_count" INTEGER,
    "last_tickers" TEXT[],
    "last_seen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_screen_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watchlist" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watchlist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watchlist_item" (
    "watchlist_id" TEXT NOT NULL,
    "ticker" TEXT NOT NULL,
    "company_id" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_verdict" TEXT,
    "added_price_usd" DOUBLE PRECISION,
    "added_snapshot_hash" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watchlist_item_pkey" PRIMARY KEY ("watchlist_id","ticker")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "company_sample_cik_key" ON "company"("sample", "cik");

-- CreateIndex
CREATE INDEX "security_ticker_idx" ON "security"("ticker");

-- CreateIndex
CREATE UNIQUE INDEX "security_company_id_ticker_key" ON "security"("company_id", "ticker");

-- CreateIndex
CREATE INDEX "index_snapshot_run_id_idx" ON "index_snapshot"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "index_snapshot_index_id_sample_as_of_day_key" ON "index_snapshot"("index_id", "sample", "as_of_day");

-- CreateIndex
CREATE INDEX "constituent_company_id_idx" ON "constituent"("company_id");

-- CreateIndex
CREATE INDEX "constituent_security_id_idx" ON "constituent"("security_id");

-- CreateIndex
CREATE INDEX "constituent_ticker_idx" ON "constituent"("ticker");

-- CreateIndex
CREATE INDEX "filing_run_id_idx" ON "filing"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "filing_company_id_accession_form_filed_day_run_id_key" ON "filing"("company_id", "accession", "form", "filed_day", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "fact_series_company_id_fact_tag_unit_key" ON "fact_series"("company_id", "fact", "tag", "unit");

-- CreateIndex
CREATE INDEX "ingest_run_started_at_idx" ON "ingest_run"("started_at");

-- CreateIndex
CREATE INDEX "snapshot_universe_created_at_idx" ON "snapshot"("universe", "created_at");

-- CreateIndex
CREATE INDEX "snapshot_run_id_idx" ON "snapshot"("run_id");

-- CreateIndex
CREATE INDEX "snapshot_pointer_hash_idx" ON "snapshot_pointer"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "saved_screen_owner_id_updated_at_idx" ON "saved_screen"("owner_id", "updated_at");

-- CreateIndex
CREATE INDEX "watchlist_owner_id_idx" ON "watchlist"("owner_id");

-- CreateIndex
CREATE INDEX "watchlist_item_company_id_idx" ON "watchlist_item"("company_id");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- AddForeignKey
ALTER TABLE "security" ADD CONSTRAINT "security_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "index_snapshot" ADD CONSTRAINT "index_snapshot_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "ingest_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "constituent" ADD CONSTRAINT "constituent_index_snapshot_id_fkey" FOREIGN KEY ("index_snapshot_id") REFERENCES "index_snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "constituent" ADD CONSTRAINT "constituent_security_id_fkey" FOREIGN KEY ("security_id") REFERENCES "security"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "constituent" ADD CONSTRAINT "constituent_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "ingest_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact_series" ADD CONSTRAINT "fact_series_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "monthly_price" ADD CONSTRAINT "monthly_price_security_id_fkey" FOREIGN KEY ("security_id") REFERENCES "security"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "ingest_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_pointer" ADD CONSTRAINT "snapshot_pointer_hash_fkey" FOREIGN KEY ("hash") REFERENCES "snapshot"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_screen" ADD CONSTRAINT "saved_screen_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watchlist" ADD CONSTRAINT "watchlist_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watchlist_item" ADD CONSTRAINT "watchlist_item_watchlist_id_fkey" FOREIGN KEY ("watchlist_id") REFERENCES "watchlist"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watchlist_item" ADD CONSTRAINT "watchlist_item_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot state, from here on.

-- Names that differ in case alone are one name to their owner
CREATE UNIQUE INDEX "watchlist_owner_id_lower_name_key" ON "watchlist"("owner_id", lower("name"));
CREATE UNIQUE INDEX "saved_screen_owner_id_lower_name_key" ON "saved_screen"("owner_id", lower("name"));

-- One ingest run at a time
CREATE UNIQUE INDEX "ingest_run_running_key" ON "ingest_run"((true)) WHERE "status" = 'running';

-- A figure is finite and its period does not end before it starts
CREATE FUNCTION "fact_entries_are_sound"("starts" integer[], "ends" integer[], "figures" double precision[]) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT coalesce(bool_and(s IS NOT NULL AND s <= e AND e BETWEEN -36525 AND 73049 AND v > '-Infinity' AND v < 'Infinity'), false)
FROM unnest("starts", "ends", "figures") AS entry(s, e, v) $$;

-- AddCheck
ALTER TABLE "company" ADD CONSTRAINT "company_cik_check" CHECK ("cik" > 0);
ALTER TABLE "company" ADD CONSTRAINT "company_sic_check" CHECK ("sic" BETWEEN 0 AND 9999);
ALTER TABLE "company" ADD CONSTRAINT "company_fiscal_year_end_check" CHECK ("fiscal_year_end" ~ '^[01][0-9][0-3][0-9]$');
ALTER TABLE "security" ADD CONSTRAINT "security_ticker_check" CHECK ("ticker" <> '' AND "ticker" = upper("ticker"));
ALTER TABLE "index_snapshot" ADD CONSTRAINT "index_snapshot_as_of_day_check" CHECK ("as_of_day" BETWEEN -36525 AND 73049);
ALTER TABLE "constituent" ADD CONSTRAINT "constituent_position_check" CHECK ("position" >= 0);
ALTER TABLE "filing" ADD CONSTRAINT "filing_filed_day_check" CHECK ("filed_day" BETWEEN -36525 AND 73049);
ALTER TABLE "filing" ADD CONSTRAINT "filing_source_kind_check" CHECK ("source_kind" IN ('edgar', 'csv', 'sample'));
ALTER TABLE "fact_series" ADD CONSTRAINT "fact_series_length_check" CHECK (
    cardinality("value") > 0
    AND cardinality("start_day") = cardinality("value")
    AND cardinality("end_day") = cardinality("value")
    AND cardinality("filing_id") = cardinality("value")
);
ALTER TABLE "fact_series" ADD CONSTRAINT "fact_series_entries_check" CHECK ("fact_entries_are_sound"("start_day", "end_day", "value"));
ALTER TABLE "rate" ADD CONSTRAINT "rate_value_check" CHECK ("value" > '-Infinity' AND "value" < 'Infinity');
ALTER TABLE "monthly_price" ADD CONSTRAINT "monthly_price_known_check" CHECK ("close_usd" IS NOT NULL OR "market_cap_usd" IS NOT NULL);
ALTER TABLE "monthly_price" ADD CONSTRAINT "monthly_price_sign_check" CHECK ("close_usd" >= 0 AND "close_usd" < 'Infinity' AND "market_cap_usd" >= 0 AND "market_cap_usd" < 'Infinity');
ALTER TABLE "daily_bar" ADD CONSTRAINT "daily_bar_close_check" CHECK ("close" >= 0 AND "close" < 'Infinity');
ALTER TABLE "ingest_run" ADD CONSTRAINT "ingest_run_status_check" CHECK ("status" IN ('running', 'done', 'failed'));
ALTER TABLE "ingest_run" ADD CONSTRAINT "ingest_run_kind_check" CHECK ("kind" IN ('folder', 'live', 'sample'));
ALTER TABLE "ingest_run" ADD CONSTRAINT "ingest_run_finished_check" CHECK (("status" = 'running') = ("finished_at" IS NULL));
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_size_check" CHECK ("row_count" >= 0 AND "column_count" >= 0 AND "size_bytes" > 0);
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_email_check" CHECK ("email" = lower(btrim("email")) AND position('@' IN "email") > 1);
ALTER TABLE "saved_screen" ADD CONSTRAINT "saved_screen_name_check" CHECK ("name" = btrim("name") AND char_length("name") BETWEEN 1 AND 120);
ALTER TABLE "watchlist" ADD CONSTRAINT "watchlist_name_check" CHECK ("name" = btrim("name") AND char_length("name") BETWEEN 1 AND 120);
ALTER TABLE "watchlist_item" ADD CONSTRAINT "watchlist_item_ticker_check" CHECK ("ticker" <> '' AND "ticker" = upper("ticker"));
ALTER TABLE "watchlist_item" ADD CONSTRAINT "watchlist_item_note_check" CHECK (char_length("note") <= 10000);

-- Every figure on a row of its own, with the filing that it came from. For people and reports, not for screening
CREATE VIEW "fact" AS
SELECT s."id" AS "series_id",
       e."position" - 1 AS "position",
       s."company_id",
       s."fact",
       s."tag",
       s."unit",
       CASE WHEN e."start_day" = -2147483648 THEN NULL ELSE DATE '1970-01-01' + e."start_day" END AS "period_start",
       DATE '1970-01-01' + e."end_day" AS "period_end",
       e."value",
       f."accession",
       f."form",
       DATE '1970-01-01' + f."filed_day" AS "filed",
       f."source_kind",
       f."run_id"
FROM "fact_series" s
CROSS JOIN LATERAL unnest(s."start_day", s."end_day", s."value", s."filing_id")
    WITH ORDINALITY AS e("start_day", "end_day", "value", "filing_id", "position")
JOIN "filing" f ON f."id" = e."filing_id";
