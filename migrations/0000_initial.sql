CREATE TABLE `event_days` (
	`subject_id` text NOT NULL,
	`type` text NOT NULL,
	`day` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`subject_id`, `type`, `day`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`schema_version` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	`actor_id` text,
	`subject_id` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_by_subject` ON `events` (`subject_id`,`type`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `events_by_type` ON `events` (`type`,`occurred_at`);--> statement-breakpoint
CREATE TABLE `viewer_salts` (
	`day` text PRIMARY KEY NOT NULL,
	`salt` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `dev_outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`to_address` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `handle_redirects` (
	`handle` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `handle_redirects_expires` ON `handle_redirects` (`expires_at`);--> statement-breakpoint
CREATE INDEX `handle_redirects_user` ON `handle_redirects` (`user_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`token_hash` text,
	`nonce` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_hash_unique` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`,`last_seen_at`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`binding_hash` text NOT NULL,
	`nonce` text NOT NULL,
	`code_hash` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`sent_at` integer,
	`used_at` integer,
	`session_id` text
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_binding` ON `sign_in_codes` (`binding_hash`);--> statement-breakpoint
CREATE INDEX `sign_in_codes_expires` ON `sign_in_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `token_pairs` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`nonce` text NOT NULL,
	`access_hash` text NOT NULL,
	`access_expires_at` integer NOT NULL,
	`refresh_hash` text NOT NULL,
	`refresh_expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`successor_id` text,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_pairs_access_hash_unique` ON `token_pairs` (`access_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `token_pairs_refresh_hash_unique` ON `token_pairs` (`refresh_hash`);--> statement-breakpoint
CREATE INDEX `token_pairs_session` ON `token_pairs` (`session_id`);--> statement-breakpoint
CREATE INDEX `token_pairs_expires` ON `token_pairs` (`refresh_expires_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`display_name` text NOT NULL,
	`email` text,
	`role` text DEFAULT 'user' NOT NULL,
	`verified` integer DEFAULT false NOT NULL,
	`time_zone` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_handle_unique` ON `users` (`handle`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE INDEX `users_created` ON `users` (`created_at`);--> statement-breakpoint
CREATE TABLE `draft_index` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`title` text NOT NULL,
	`platform` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`sharing` integer NOT NULL,
	`holder_id` text NOT NULL,
	`lease_ends_at` integer,
	`segment_count` integer NOT NULL,
	`request_count` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `draft_index_by_holder` ON `draft_index` (`holder_id`);--> statement-breakpoint
CREATE TABLE `draft_members` (
	`draft_id` text NOT NULL,
	`member_id` text NOT NULL,
	`role` text NOT NULL,
	`name` text NOT NULL,
	`handle` text NOT NULL,
	`color` integer NOT NULL,
	`place` integer NOT NULL,
	`active` integer NOT NULL,
	`asked` integer NOT NULL,
	`segments` integer NOT NULL,
	PRIMARY KEY(`draft_id`, `member_id`)
);
--> statement-breakpoint
CREATE INDEX `draft_members_by_member` ON `draft_members` (`member_id`,`active`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`id` text PRIMARY KEY NOT NULL,
	`input_hash` text NOT NULL,
	`state` text NOT NULL,
	`owner` text NOT NULL,
	`answer` text,
	`reserved_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_reserved` ON `idempotency` (`reserved_at`);