// SPDX-License-Identifier: Apache-2.0
#include "publish_options.h"

#include "publish_commands.h"

namespace sen::pack {

PublishCommands::PublishCommands(CLI::App& app, const Messages& messages) : messages_(messages) {
    add_key(app);
    add_publish(app);
    add_inspect(app);
}

std::optional<int> PublishCommands::run() const {
    for (const auto& [command, function] : commands_)
        if (command->parsed()) return function(options_, messages_);
    return std::nullopt;
}

CLI::App& PublishCommands::add(CLI::App& parent, const std::string& name, PublishCommand command) {
    const std::string family = parent.get_name() == "sen-pack" ? "" : parent.get_name() + "_";
    CLI::App& added = *parent.add_subcommand(name, messages_.text("help_" + family + name));
    added.add_option("--lang", options_.language, messages_.text("help_lang"))
        ->check(CLI::IsMember({"vi", "en"}));
    commands_.emplace_back(&added, command);
    return added;
}

void PublishCommands::add_repository(CLI::App& command) {
    command.add_option("REPO", options_.repository, messages_.text("help_repository"))->required();
    command.add_option("--date", options_.date, messages_.text("help_date"));
}

void PublishCommands::add_passphrase(CLI::App& command) {
    command.add_option("--passphrase-file", options_.passphrase_files,
                       messages_.text("help_passphrase_file"));
}

void PublishCommands::add_finish(CLI::App& command) {
    command.add_option("--sign-with", options_.sign_with, messages_.text("help_sign_with"));
    command.add_option("--release-with", options_.release_with,
                       messages_.text("help_release_with"));
    add_passphrase(command);
}

void PublishCommands::add_group(CLI::App& command) {
    command.add_option("--key", options_.keys, messages_.text("help_public_key"))->required();
    command.add_option("--threshold", options_.threshold, messages_.text("help_threshold"));
}

void PublishCommands::add_key(CLI::App& app) {
    CLI::App& key = *app.add_subcommand("key", messages_.text("help_key"));
    key.require_subcommand(1);
    CLI::App& fresh = add(key, "new", key_new_command);
    fresh.add_option("--out", options_.file, messages_.text("help_key_out"))->required();
    fresh.add_option("--type", options_.key_type, messages_.text("help_key_type"))
        ->check(CLI::IsMember({"ed25519", "ecdsa", "rsa"}));
    add_passphrase(fresh);
    CLI::App& show = add(key, "show", key_show_command);
    show.add_option("FILE", options_.file, messages_.text("help_public_key"))->required();
}

void PublishCommands::add_inspect(CLI::App& app) {
    CLI::App& inspect = add(app, "inspect", inspect_command);
    inspect.add_option("PATH", options_.repository, messages_.text("help_inspected"))->required();
    inspect.add_option("--date", options_.date, messages_.text("help_date"));
    inspect.add_flag("--json", options_.is_json, messages_.text("help_inspect_json"));
}

void PublishCommands::add_publish(CLI::App& app) {
    CLI::App& publish = *app.add_subcommand("publish", messages_.text("help_publish"));
    publish.require_subcommand(1);
    add_role_commands(publish);
    add_content_commands(publish);
    add_signing_commands(publish);
}

void PublishCommands::add_role_commands(CLI::App& publish) {
    CLI::App& init = add(publish, "init", init_command);
    add_repository(init);
    init.add_option("--root-key", options_.root_keys, messages_.text("help_public_key"))
        ->required();
    init.add_option("--root-threshold", options_.root_threshold, messages_.text("help_threshold"));
    init.add_option("--targets-key", options_.targets_keys, messages_.text("help_public_key"))
        ->required();
    init.add_option("--targets-threshold", options_.targets_threshold,
                    messages_.text("help_threshold"));
    init.add_option("--release-key", options_.release_keys, messages_.text("help_release_key"))
        ->required();
    CLI::App& delegate = add(publish, "delegate", delegate_command);
    add_repository(delegate);
    delegate.add_option("PUBLISHER", options_.name, messages_.text("help_publisher"))->required();
    add_group(delegate);
    add_finish(delegate);
    CLI::App& rotate = add(publish, "rotate", rotate_command);
    add_repository(rotate);
    rotate.add_option("ROLE", options_.name, messages_.text("help_role"))->required();
    add_group(rotate);
    add_finish(rotate);
    CLI::App& revoke = add(publish, "revoke", revoke_command);
    add_repository(revoke);
    revoke.add_option("ROLE", options_.name, messages_.text("help_role"))->required();
    add_finish(revoke);
    CLI::App& renew = add(publish, "renew", renew_command);
    add_repository(renew);
    renew.add_option("ROLE", options_.roles, messages_.text("help_renewed"))->required();
    renew.add_flag("--offline-kiosks", options_.has_offline_kiosks,
                   messages_.text("help_offline_kiosks"));
    add_finish(renew);
}

void PublishCommands::add_content_commands(CLI::App& publish) {
    CLI::App& pack = add(publish, "pack", pack_command);
    add_repository(pack);
    pack.add_option("FOLDER", options_.folder, messages_.text("help_built"))->required();
    add_finish(pack);
    CLI::App& withdraw = add(publish, "withdraw", withdraw_command);
    add_repository(withdraw);
    withdraw.add_option("--list-of", options_.list_of, messages_.text("help_list_of"));
    withdraw.add_option("--publisher", options_.publisher, messages_.text("help_whose"));
    withdraw.add_option("--object", options_.objects, messages_.text("help_object"));
    withdraw.add_option("--exhibit", options_.exhibits, messages_.text("help_exhibit"));
    withdraw.add_option("--pack", options_.packs, messages_.text("help_pack"));
    withdraw.add_flag("--lift", options_.is_lifted, messages_.text("help_lift"));
    add_finish(withdraw);
    add_repository(add(publish, "prune", prune_command));
}

void PublishCommands::add_signing_commands(CLI::App& publish) {
    CLI::App& review = add(publish, "review", review_command);
    add_repository(review);
    review.add_option("ROLE", options_.roles, messages_.text("help_roles"));
    CLI::App& sign = add(publish, "sign", sign_command);
    add_repository(sign);
    sign.add_option("ROLE", options_.roles, messages_.text("help_roles"));
    sign.add_option("--key", options_.sign_with, messages_.text("help_sign_with"))->required();
    sign.add_option("--release-with", options_.release_with, messages_.text("help_release_with"));
    add_passphrase(sign);
    CLI::App& release = add(publish, "release", release_command);
    add_repository(release);
    release.add_option("ROLE", options_.roles, messages_.text("help_roles"));
    release.add_option("--key", options_.release_with, messages_.text("help_release_with"))
        ->required();
    release.add_flag("--offline-kiosks", options_.has_offline_kiosks,
                     messages_.text("help_offline_kiosks"));
    add_passphrase(release);
    CLI::App& discard = add(publish, "discard", discard_command);
    add_repository(discard);
    discard.add_option("ROLE", options_.name, messages_.text("help_role"))->required();
}

}  // namespace sen::pack
