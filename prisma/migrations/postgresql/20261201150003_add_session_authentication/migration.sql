-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "amr" TEXT,
ADD COLUMN     "authenticatedAt" TIMESTAMP(3);
