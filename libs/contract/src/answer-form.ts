/**
 * On those of our tracker's answers that the gateway hands on as they are: `track` for histories that were asked for
 * with `form=track`, `vehicles` for the list of all. Answers of the Java system's tracker lack it.
 */
export const answerFormHeader = 'Fleetman-Form';
