// biome-ignore lint/performance/noBarrelFile: the package is found from this folder alone
export { desc, table as createTable } from "arquero";
