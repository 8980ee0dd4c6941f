-- AlterTable
ALTER TABLE "watchlist_item" ADD COLUMN     "added_policy" TEXT;

-- Until now version 1 judged every company that was added.
UPDATE "watchlist_item" SET "added_policy" = 'ballast-1' WHERE "added_verdict" IS NOT NULL;
