import type { Chat } from "./chat.js";
import { isLocal, localChat } from "./local/local-chat.js";
import type { ModelSettings } from "./options.js";
import { recorded } from "./record/recorded.js";
import { serverChat } from "./server/server-chat.js";

/** The model that options name: a file that is run here, or one behind a server. */
export function chatOf(settings: ModelSettings): Chat {
  const chat = isLocal(settings.model) ? localChat(settings) : serverChat(settings);
  const { record, apiKey } = settings;
  return record === undefined ? chat : recorded(chat, { record, apiKey });
}
