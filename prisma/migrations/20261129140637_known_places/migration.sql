-- CreateTable
CREATE TABLE "known_place" (
    "owner_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_place_pkey" PRIMARY KEY ("owner_id","place")
);

-- AddForeignKey
ALTER TABLE "known_place" ADD CONSTRAINT "known_place_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
