-- The tables, as prisma/schema.prisma describes them. What its language cannot say stands in 0002_rules.

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "fiscal_start_month" INTEGER NOT NULL DEFAULT 1,
    "calendar_region" TEXT NOT NULL DEFAULT 'none',
    "admin_email" TEXT NOT NULL,
    "reminder_time" TEXT NOT NULL DEFAULT '09:00',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holidays" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("org_id","day")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "external_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "credentials" BYTEA NOT NULL,
    "connected_at" TIMESTAMPTZ(3) NOT NULL,
    "disconnected_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "members" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_folded" TEXT NOT NULL,
    "roles" TEXT[],
    "rank" TEXT NOT NULL DEFAULT 'staff',
    "reports_to" UUID,
    "locale" TEXT,
    "zone" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "members_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "chat_identities" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "external_user" TEXT NOT NULL,
    "union_user" TEXT,
    "locale" TEXT,
    "zone" TEXT,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_identities_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "newcomers" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "external_user" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "newcomers_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "sales_groups" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sales_groups_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "sales_group_revisions" (
    "org_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" UUID,
    "valid_from" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "sales_group_revisions_pkey" PRIMARY KEY ("org_id","group_id","revision")
);

-- CreateTable
CREATE TABLE "group_membership_revisions" (
    "org_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "group_id" UUID,
    "valid_from" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "group_membership_revisions_pkey" PRIMARY KEY ("org_id","member_id","revision")
);

-- CreateTable
CREATE TABLE "group_managers" (
    "org_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "group_managers_pkey" PRIMARY KEY ("org_id","group_id","member_id")
);

-- CreateTable
CREATE TABLE "categories" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cadence_days" INTEGER NOT NULL,
    "approach_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "categories_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "customers" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "bigrams" TEXT[],
    "pinyin" TEXT NOT NULL DEFAULT '',
    "initials" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'company',
    "registration_number" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "industry" TEXT NOT NULL DEFAULT '',
    "category_id" UUID,
    "owner_id" UUID,
    "owned_since" TIMESTAMPTZ(3),
    "last_contact_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "customer_keys" (
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "customer_keys_pkey" PRIMARY KEY ("org_id","kind","value")
);

-- CreateTable
CREATE TABLE "contacts" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "phone" TEXT,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "ownership_changes" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "from_id" UUID,
    "to_id" UUID,
    "reason" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" UUID,

    CONSTRAINT "ownership_changes_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "follow_ups" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "amount" BIGINT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "happened_on" DATE NOT NULL,
    "next_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_ups_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "reminders" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "follow_up_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "announced_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminders_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "orders" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "head" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "order_revisions" (
    "org_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "signed_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "order_revisions_pkey" PRIMARY KEY ("org_id","order_id","revision")
);

-- CreateTable
CREATE TABLE "instalment_revisions" (
    "org_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "amount" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "instalment_revisions_pkey" PRIMARY KEY ("org_id","order_id","revision","position")
);

-- CreateTable
CREATE TABLE "credit_split_revisions" (
    "org_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "valid_from" DATE,
    "kind" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "credit_split_revisions_pkey" PRIMARY KEY ("org_id","order_id","revision","position")
);

-- CreateTable
CREATE TABLE "payments" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "refund_of" UUID,
    "head" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "payment_revisions" (
    "org_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "received_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "payment_revisions_pkey" PRIMARY KEY ("org_id","payment_id","revision")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "conversation" TEXT,
    "member_id" UUID,
    "local_time" TEXT,
    "zone" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "group_id" UUID,
    "min_amount" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "paused_reason" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "schedule_slots" (
    "org_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "schedule_slots_pkey" PRIMARY KEY ("org_id","subscription_id","day")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "handed_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subscription_id" UUID,
    "event_id" UUID,
    "address" JSONB NOT NULL,
    "content" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "lease_token" UUID,
    "first_attempt_at" TIMESTAMPTZ(3),
    "message_ref" JSONB,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "inbound_events" (
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "member_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" JSONB,

    CONSTRAINT "inbound_events_pkey" PRIMARY KEY ("org_id","key")
);

-- CreateTable
CREATE TABLE "drafts" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "command" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "origin" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "workspaces_platform_external_key_idx" ON "workspaces"("platform", "external_key");

-- CreateIndex
CREATE INDEX "chat_identities_org_id_member_id_idx" ON "chat_identities"("org_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "chat_identities_workspace_id_external_user_key" ON "chat_identities"("workspace_id", "external_user");

-- CreateIndex
CREATE UNIQUE INDEX "newcomers_workspace_id_external_user_key" ON "newcomers"("workspace_id", "external_user");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "categories_org_id_code_key" ON "categories"("org_id", "code");

-- CreateIndex
CREATE INDEX "customers_org_id_owner_id_idx" ON "customers"("org_id", "owner_id");

-- CreateIndex
CREATE INDEX "customer_keys_org_id_customer_id_idx" ON "customer_keys"("org_id", "customer_id");

-- CreateIndex
CREATE INDEX "contacts_org_id_customer_id_idx" ON "contacts"("org_id", "customer_id");

-- CreateIndex
CREATE INDEX "ownership_changes_org_id_customer_id_changed_at_idx" ON "ownership_changes"("org_id", "customer_id", "changed_at");

-- CreateIndex
CREATE INDEX "follow_ups_org_id_customer_id_happened_at_idx" ON "follow_ups"("org_id", "customer_id", "happened_at");

-- CreateIndex
CREATE INDEX "follow_ups_org_id_author_id_happened_on_idx" ON "follow_ups"("org_id", "author_id", "happened_on");

-- CreateIndex
CREATE INDEX "reminders_org_id_member_id_state_due_on_idx" ON "reminders"("org_id", "member_id", "state", "due_on");

-- CreateIndex
CREATE INDEX "orders_org_id_customer_id_idx" ON "orders"("org_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_org_id_number_key" ON "orders"("org_id", "number");

-- CreateIndex
CREATE INDEX "payments_org_id_order_id_idx" ON "payments"("org_id", "order_id");

-- CreateIndex
CREATE INDEX "subscriptions_org_id_kind_state_idx" ON "subscriptions"("org_id", "kind", "state");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_org_id_key_key" ON "deliveries"("org_id", "key");

-- CreateIndex
CREATE INDEX "inbound_events_received_at_idx" ON "inbound_events"("received_at");

-- CreateIndex
CREATE INDEX "audit_entries_org_id_entity_entity_id_idx" ON "audit_entries"("org_id", "entity", "entity_id");

-- AddForeignKey
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_org_id_reports_to_fkey" FOREIGN KEY ("org_id", "reports_to") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "chat_identities" ADD CONSTRAINT "chat_identities_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "chat_identities" ADD CONSTRAINT "chat_identities_org_id_workspace_id_fkey" FOREIGN KEY ("org_id", "workspace_id") REFERENCES "workspaces"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "newcomers" ADD CONSTRAINT "newcomers_org_id_workspace_id_fkey" FOREIGN KEY ("org_id", "workspace_id") REFERENCES "workspaces"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sales_groups" ADD CONSTRAINT "sales_groups_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sales_group_revisions" ADD CONSTRAINT "sales_group_revisions_org_id_group_id_fkey" FOREIGN KEY ("org_id", "group_id") REFERENCES "sales_groups"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sales_group_revisions" ADD CONSTRAINT "sales_group_revisions_org_id_parent_id_fkey" FOREIGN KEY ("org_id", "parent_id") REFERENCES "sales_groups"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sales_group_revisions" ADD CONSTRAINT "sales_group_revisions_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "group_membership_revisions" ADD CONSTRAINT "group_membership_revisions_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "group_membership_revisions" ADD CONSTRAINT "group_membership_revisions_org_id_group_id_fkey" FOREIGN KEY ("org_id", "group_id") REFERENCES "sales_groups"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "group_membership_revisions" ADD CONSTRAINT "group_membership_revisions_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "group_managers" ADD CONSTRAINT "group_managers_org_id_group_id_fkey" FOREIGN KEY ("org_id", "group_id") REFERENCES "sales_groups"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "group_managers" ADD CONSTRAINT "group_managers_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "categories" ADD CONSTRAINT "categories_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_org_id_category_id_fkey" FOREIGN KEY ("org_id", "category_id") REFERENCES "categories"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_org_id_owner_id_fkey" FOREIGN KEY ("org_id", "owner_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_org_id_created_by_fkey" FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_keys" ADD CONSTRAINT "customer_keys_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ownership_changes" ADD CONSTRAINT "ownership_changes_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ownership_changes" ADD CONSTRAINT "ownership_changes_org_id_from_id_fkey" FOREIGN KEY ("org_id", "from_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ownership_changes" ADD CONSTRAINT "ownership_changes_org_id_to_id_fkey" FOREIGN KEY ("org_id", "to_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ownership_changes" ADD CONSTRAINT "ownership_changes_org_id_changed_by_fkey" FOREIGN KEY ("org_id", "changed_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_org_id_author_id_fkey" FOREIGN KEY ("org_id", "author_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_org_id_follow_up_id_fkey" FOREIGN KEY ("org_id", "follow_up_id") REFERENCES "follow_ups"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_org_id_created_by_fkey" FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "order_revisions" ADD CONSTRAINT "order_revisions_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "order_revisions" ADD CONSTRAINT "order_revisions_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "instalment_revisions" ADD CONSTRAINT "instalment_revisions_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "instalment_revisions" ADD CONSTRAINT "instalment_revisions_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "credit_split_revisions" ADD CONSTRAINT "credit_split_revisions_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "credit_split_revisions" ADD CONSTRAINT "credit_split_revisions_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "credit_split_revisions" ADD CONSTRAINT "credit_split_revisions_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_org_id_refund_of_fkey" FOREIGN KEY ("org_id", "refund_of") REFERENCES "payments"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_org_id_created_by_fkey" FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payment_revisions" ADD CONSTRAINT "payment_revisions_org_id_payment_id_fkey" FOREIGN KEY ("org_id", "payment_id") REFERENCES "payments"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payment_revisions" ADD CONSTRAINT "payment_revisions_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_org_id_workspace_id_fkey" FOREIGN KEY ("org_id", "workspace_id") REFERENCES "workspaces"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_org_id_group_id_fkey" FOREIGN KEY ("org_id", "group_id") REFERENCES "sales_groups"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_org_id_created_by_fkey" FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "schedule_slots" ADD CONSTRAINT "schedule_slots_org_id_subscription_id_fkey" FOREIGN KEY ("org_id", "subscription_id") REFERENCES "subscriptions"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outbox_events" ADD CONSTRAINT "outbox_events_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_org_id_subscription_id_fkey" FOREIGN KEY ("org_id", "subscription_id") REFERENCES "subscriptions"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_org_id_event_id_fkey" FOREIGN KEY ("org_id", "event_id") REFERENCES "outbox_events"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "inbound_events" ADD CONSTRAINT "inbound_events_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "inbound_events" ADD CONSTRAINT "inbound_events_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_org_id_actor_id_fkey" FOREIGN KEY ("org_id", "actor_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
