-- CreateTable
CREATE TABLE "named_policy" (
    "slug" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "base_version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "named_policy_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE INDEX "named_policy_owner_id_updated_at_idx" ON "named_policy"("owner_id", "updated_at");

-- AddForeignKey
ALTER TABLE "named_policy" ADD CONSTRAINT "named_policy_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot state: one name an owner in any case, and bounds of last resort. Services refuse earlier and in better words.
CREATE UNIQUE INDEX "named_policy_owner_id_lower_name_key" ON "named_policy"("owner_id", lower("name"));
ALTER TABLE "named_policy" ADD CONSTRAINT "named_policy_name_check" CHECK ("name" = btrim("name") AND char_length("name") BETWEEN 1 AND 120);
ALTER TABLE "named_policy" ADD CONSTRAINT "named_policy_content_check" CHECK (jsonb_typeof("content") = 'object' AND octet_length("content"::text) <= 400000);
