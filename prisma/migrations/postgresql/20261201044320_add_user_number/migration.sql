-- AlterTable
ALTER TABLE "User" ADD COLUMN     "number" INTEGER;

-- CreateTable
CREATE TABLE "Sequence" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "Sequence_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_number_key" ON "User"("number");

-- Accounts that are there get their numbers in the order in which people joined.
UPDATE "User" SET "number" = "numbered"."number"
FROM (SELECT "id", ROW_NUMBER() OVER (ORDER BY "createdAt", "id") AS "number" FROM "User") AS "numbered"
WHERE "numbered"."id" = "User"."id";

INSERT INTO "Sequence" ("name", "value") SELECT 'user', COALESCE(MAX("number"), 0) FROM "User";
