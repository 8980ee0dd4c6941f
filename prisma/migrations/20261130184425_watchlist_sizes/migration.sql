-- AlterTable
ALTER TABLE "watchlist" ADD COLUMN     "sizing" TEXT;

-- AlterTable
ALTER TABLE "watchlist_item" ADD COLUMN     "shares" DOUBLE PRECISION,
ADD COLUMN     "weight" DOUBLE PRECISION;

-- What Prisma cannot state: bounds of last resort, which no NaN passes either. Services refuse earlier and in better words.
ALTER TABLE "watchlist" ADD CONSTRAINT "watchlist_sizing_check" CHECK ("sizing" IN ('shares', 'weight'));
ALTER TABLE "watchlist_item" ADD CONSTRAINT "watchlist_item_shares_check" CHECK ("shares" BETWEEN 0 AND 10000000000);
ALTER TABLE "watchlist_item" ADD CONSTRAINT "watchlist_item_weight_check" CHECK ("weight" BETWEEN 0 AND 1);
