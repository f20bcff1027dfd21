import type { Chat } from "./chat.js";
import { fleetChat } from "./fleet/fleet-chat.js";
import { isLocal } from "./local/is-local.js";
import { localChat } from "./local/local-chat.js";
import type { ModelSettings } from "./options.js";
import { recorded } from "./record/recorded.js";
import { serverChat } from "./server/server-chat.js";

/** The model that options name: a file that is run here, or one behind a server or several. */
export function chatOf(settings: ModelSettings): Chat {
  const { record, apiKey, endpoints } = settings;
  const server = () => (endpoints === undefined ? serverChat(settings) : fleetChat(settings, endpoints));
  const chat = isLocal(settings.model) ? localChat(settings) : server();
  return record === undefined ? chat : recorded(chat, { record, apiKey });
}
