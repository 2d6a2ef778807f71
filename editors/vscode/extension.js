// Starts `attuned lsp`; everything else is in there.
const { commands, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = workspace.getConfiguration("attuned");
  const server = { command: settings.get("path") || "attuned", args: ["lsp"] };
  const languages = settings.get("languages") || [];
  const documentSelector = languages.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]);
  client = new LanguageClient("attuned", "attuned", server, { documentSelector });
  await client.start();
}

exports.activate = async (context) => {
  const restart = async () => {
    await client?.stop();
    await start();
  };
  context.subscriptions.push(commands.registerCommand("attuned.restart", restart));
  await start();
};

exports.deactivate = () => client?.stop();
