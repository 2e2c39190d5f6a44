// node compute.mjs FOLDER LIST: has onnxruntime compute the models of a folder, and compares what they
// give with what predict gave. LIST has lines "NAME type batch extents...".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, list] = process.argv.slice(2);
const require = createRequire(pathToFileURL(process.cwd() + "/"));
const runtime = await import(pathToFileURL(require.resolve("onnxruntime-web")));
const ort = runtime.default ?? runtime;
ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

function values(path, type) {
    const bytes = readFileSync(path);
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    return type === "float32" ? new Float32Array(buffer) : new Float64Array(buffer);
}

let failures = 0;
for (const line of readFileSync(list, "utf8").trim().split("\n")) {
    const [name, type, ...shape] = line.split(" ");
    try {
        const session = await ort.InferenceSession.create(readFileSync(`${folder}/${name}.onnx`));
        const input = new ort.Tensor(type, values(`${folder}/${name}.input`, type), shape.map(Number));
        const { output } = await session.run({ input });
        const expected = values(`${folder}/${name}.output`, type);
        let worst = output.data.length === expected.length ? 0 : Infinity;
        for (let i = 0; i < expected.length; ++i) {
            const difference = Math.abs(output.data[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
            if (!(difference <= worst)) worst = difference;
        }
        if (!(worst <= 1e-5)) ++failures;
        console.log(`${name.padEnd(20)} ${output.dims.join(" x ").padEnd(16)} ${worst.toExponential(1)}`);
    } catch (error) {
        ++failures;
        console.log(`${name.padEnd(20)} ${String(error.message).split("\n")[0]}`);
    }
}
console.log(failures === 0 ? "all within 1e-5" : `${failures} differ or fail`);
process.exit(failures === 0 ? 0 : 1);
