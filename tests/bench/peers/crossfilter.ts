// biome-ignore lint/performance/noBarrelFile: the package is found from this folder alone
export { type Dimension, default as crossfilter, type Group } from "crossfilter2";
