// SPDX-License-Identifier: Apache-2.0
#include "command_line.h"

namespace sen::sync {

namespace {

using Command = std::function<int(const Voice&, const Options&)>;

CLI::App& add_command(CLI::App& parent, const Voice& voice, Request& request,
                      const std::string& name, const std::string& about, Command command) {
    auto& added = *parent.add_subcommand(name, voice.text(about));
    added.add_option("--store", request.options.store, voice.text("about_store"))
        ->required()
        ->type_name("DIR");
    added.add_flag("--json", request.is_json, voice.text("about_json"));
    added.fallthrough();  // --lang may stand on either side of the command
    added.callback([&request, command = std::move(command)] { request.command = command; });
    return added;
}

void add_content_commands(CLI::App& program, const Voice& voice, Request& request) {
    auto& options = request.options;
    auto& install = add_command(program, voice, request, "install", "about_install", install_pack);
    install.add_option("--from", options.from, voice.text("about_from"))
        ->required()
        ->type_name("DIR");
    install.add_flag("--unsigned", options.allows_unsigned, voice.text("about_unsigned"));
    install.add_flag("--repair", options.repairs, voice.text("about_repair"));
    auto& update = add_command(program, voice, request, "update", "about_update", sync::update);
    update.add_option("--from", options.from, voice.text("about_update_from"))
        ->type_name("URL|DIR");
    update.add_option("--authority", options.authority, voice.text("about_authority"))
        ->type_name("ID");
    update.add_flag("--again", options.is_again, voice.text("about_again"));
    add_command(program, voice, request, "status", "about_status", show_status);
    add_command(program, voice, request, "rollback", "about_rollback", roll_back);
    auto& verify = add_command(program, voice, request, "verify", "about_verify", sync::verify);
    auto& repair = *verify.add_flag("--repair", options.repairs, voice.text("about_verify_repair"));
    verify.add_option("--budget", options.budget_mb, voice.text("about_budget"))
        ->type_name("MB")
        ->check(CLI::Range(1, 1'000'000))
        ->needs(&repair);
    verify.add_option("--from", options.from, voice.text("about_update_from"))
        ->type_name("URL|DIR");
    auto& to = add_command(program, voice, request, "export", "about_export", export_content);
    to.add_option("--to", options.to, voice.text("about_to"))->required()->type_name("DIR");
    to.add_option("--authority", options.authority, voice.text("about_export_authority"))
        ->type_name("ID");
}

void add_trust_commands(CLI::App& program, const Voice& voice, Request& request) {
    auto& options = request.options;
    auto& trust = *program.add_subcommand("trust", voice.text("about_trust"));
    trust.require_subcommand(1);
    trust.fallthrough();
    const auto add_name = [&](CLI::App& command) {
        command.add_option("--name", options.authority, voice.text("about_name"))
            ->required()
            ->type_name("ID");
    };
    auto& add = add_command(trust, voice, request, "add", "about_trust_add", add_trust);
    add_name(add);
    auto& source = *add.add_option_group("source");
    source.add_option("--root", options.trust.root, voice.text("about_root"))->type_name("FILE");
    source.add_option("--from", options.from, voice.text("about_trust_from"))->type_name("URL|DIR");
    source.require_option(1);
    add.add_option("--url", options.trust.mirrors, voice.text("about_url"))->type_name("URL");
    add.add_option("--publisher", options.trust.publishers, voice.text("about_publisher"))
        ->type_name("ID");
    add.add_option("--fingerprint", options.trust.fingerprint, voice.text("about_fingerprint"))
        ->type_name("LETTERS");
    add_command(trust, voice, request, "list", "about_trust_list", list_trust);
    add_name(add_command(trust, voice, request, "remove", "about_trust_remove", remove_trust));
}

}  // namespace

void add_commands(CLI::App& program, const Voice& voice, Request& request) {
    add_content_commands(program, voice, request);
    add_trust_commands(program, voice, request);
    program.require_subcommand(1);
    program.add_option("--lang", request.language, voice.text("about_lang"))
        ->check(CLI::IsMember({"vi", "en"}))
        ->type_name("LANG");
}

}  // namespace sen::sync
