/**
 * The engine asks its host for the time and for the local time zone. Called once in a worker, this makes both answers fixed:
 * the zone is UTC, and the time is whatever was last given to the function that comes back.
 */
export function holdClock(): (now: number) => void {
  const prototype = Date.prototype;
  prototype.getTimezoneOffset = () => 0;
  prototype.getFullYear = prototype.getUTCFullYear;
  prototype.getMonth = prototype.getUTCMonth;
  prototype.getDate = prototype.getUTCDate;
  prototype.getDay = prototype.getUTCDay;
  prototype.getHours = prototype.getUTCHours;
  prototype.getMinutes = prototype.getUTCMinutes;
  prototype.getSeconds = prototype.getUTCSeconds;
  return (now) => {
    Date.now = () => now;
  };
}
