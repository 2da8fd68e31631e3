-- DropIndex
DROP INDEX "User_nameKey_idx";

-- CreateIndex
CREATE INDEX "User_nameKey_id_idx" ON "User"("nameKey", "id");

-- CreateIndex
CREATE INDEX "User_role_idx" ON "User"("role");

-- CreateIndex
CREATE INDEX "OutboxMail_recipient_idx" ON "OutboxMail"("recipient");
