// node models.mjs SEED COUNT > models.json: random models by TensorFlow.js, and what it computes of three samples each.
// node models.mjs golden > models.json: two of most layers, and one with a model within, whose files are beside this.
// It needs `npm install @tensorflow/tfjs` in the folder where it runs. Layers' configs are Keras's own.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.cwd() + "/"));
const log = console.log;
console.log = console.warn = () => {};  // it greets
const tf = require("@tensorflow/tfjs");
await tf.setBackend("cpu");
const { layers } = tf;

const isGolden = process.argv[2] === "golden";
let state = isGolden ? 1 : Number(process.argv[2]) >>> 0;
function random() {  // Tommy Ettinger's mulberry32
    state = (state + 0x6D2B79F5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = n => Math.floor(random() * n);
const from = (low, high) => low + below(high - low + 1);
const one = list => list[below(list.length)];
const activation = () => one(["linear", "relu", "tanh", "sigmoid", "elu", "selu", "softplus", "softsign", "relu6",
                              "swish", "mish", "gelu", "hardSigmoid"]);
const bias = () => random() < 0.7;

// Each takes the shape so far, and gives layers or nothing.
const anywhere = [
    () => layers.activation({ activation: activation() }),
    () => layers.batchNormalization({ epsilon: one([1e-3, 1e-5]), center: bias(), scale: bias() }),
    () => layers.layerNormalization({ center: bias(), scale: bias() }),
    () => layers.dropout({ rate: 0.5 }),
    () => layers.gaussianNoise({ stddev: 1 }),
    () => one([layers.leakyReLU({ alpha: 0.25 }), layers.elu(), layers.softmax({ axis: -1 }), layers.leakyReLU(),
               layers.reLU(), layers.reLU({ maxValue: 6 })]),
    shape => layers.prelu({ sharedAxes: one([null, shape.slice(1).map((_, i) => i + 1)]) }),
    () => layers.rescaling({ scale: 0.5, offset: -0.25 }),
    () => layers.dense({ units: from(1, 5), activation: activation(), useBias: bias() }),
];
const row = [
    shape => shape[0] % 2 === 0 && layers.reshape({ targetShape: [shape[0] / 2, 2] }),
    () => layers.repeatVector({ n: from(2, 3) }),
];
const cell = () => ({ units: from(1, 4), returnSequences: random() < 0.6, useBias: bias(),
                      activation: one(["tanh", "tanh", "relu", "softsign"]) });
const gates = () => ({ ...cell(), recurrentActivation: one(["sigmoid", "hardSigmoid"]) });
const sequence = [
    shape => layers.conv1d({ filters: from(1, 4), kernelSize: from(1, Math.min(3, shape[0])), activation: activation(),
                             padding: one(["same", "valid"]), useBias: bias() }),
    () => layers.conv1d({ filters: from(1, 4), kernelSize: 2, dilationRate: 2, padding: "same" }),
    () => layers.conv1d({ filters: from(1, 4), kernelSize: 3, strides: 2, padding: "same" }),
    shape => shape[0] > 1 && layers.maxPooling1d({ poolSize: 2, strides: from(1, 2), padding: one(["same", "valid"]) }),
    shape => shape[0] > 1 && layers.averagePooling1d({ poolSize: 2, padding: one(["same", "valid"]) }),
    () => one([layers.globalMaxPooling1d(), layers.globalAveragePooling1d({})]),
    () => layers.simpleRNN(cell()),
    () => layers.lstm(gates()),
    () => layers.lstm(gates()),
    () => layers.bidirectional({ layer: layers.lstm(gates()), mergeMode: "concat" }),
    () => layers.timeDistributed({ layer: layers.dense({ units: from(1, 4), activation: activation() }) }),
    () => layers.permute({ dims: [2, 1] }),
    () => layers.flatten(),
    () => layers.spatialDropout1d({ rate: 0.5 }),
];
const pair = () => [from(1, 2), from(1, 2)];
const image = [
    shape => layers.conv2d({ filters: from(1, 4),
                             kernelSize: [from(1, Math.min(3, shape[0])), from(1, Math.min(3, shape[1]))],
                             padding: one(["same", "valid"]), activation: activation(), useBias: bias() }),
    () => layers.conv2d({ filters: from(1, 4), kernelSize: 3, strides: pair(), padding: "same" }),
    () => layers.conv2d({ filters: from(1, 4), kernelSize: 2, dilationRate: 2, padding: "same" }),
    () => layers.depthwiseConv2d({ kernelSize: from(1, 2), depthMultiplier: from(1, 2), padding: "same",
                                   useBias: bias(), activation: activation() }),
    () => layers.separableConv2d({ filters: from(1, 3), kernelSize: 2, padding: "same", depthMultiplier: from(1, 2),
                                   useBias: bias(), activation: activation() }),
    () => layers.conv2dTranspose({ filters: from(1, 3), kernelSize: pair().map(k => k + from(0, 1)), strides: pair(),
                                   padding: one(["same", "valid"]), useBias: bias(), activation: activation() }),
    shape => Math.min(...shape.slice(0, 2)) > 1 &&
             layers.maxPooling2d({ poolSize: 2, strides: pair(), padding: one(["same", "valid"]) }),
    shape => Math.min(...shape.slice(0, 2)) > 1 &&
             layers.averagePooling2d({ poolSize: 2, strides: pair(), padding: one(["same", "valid"]) }),
    () => one([layers.globalMaxPooling2d({}), layers.globalAveragePooling2d({})]),
    () => layers.zeroPadding2d({ padding: [pair(), pair()] }),
    shape => Math.min(...shape.slice(0, 2)) > 2 && layers.cropping2D({ cropping: [[1, 0], [0, 1]] }),
    () => layers.upSampling2d({ size: pair() }),
    () => layers.permute({ dims: [2, 3, 1] }),
    () => layers.flatten(),
];
const byRank = [null, row, sequence, image];

function build() {
    const rank = from(1, 3), model = tf.sequential();
    const inputShape = rank === 1 ? [from(1, 6)] : rank === 2 ? [from(3, 6), from(1, 4)]
                                                              : [from(3, 6), from(3, 6), from(1, 3)];
    model.add(rank === 2 && random() < 0.2 ? layers.embedding({ inputDim: 7, outputDim: 3, inputLength: inputShape[0] })
                                           : layers.dense({ units: from(1, 4), inputShape }));
    for (let wanted = from(2, 5); wanted > 0;) {
        const shape = model.outputs[0].shape.slice(1);
        const layer = one(random() < 0.3 ? anywhere : byRank[shape.length])(shape);
        if (!layer) continue;
        model.add(layer);
        --wanted;
    }
    return model;
}

const golden = {
    images: [
        layers.conv2d({ filters: 3, kernelSize: [3, 2], strides: 2, padding: "same", activation: "relu",
                        inputShape: [6, 5, 2] }),
        layers.batchNormalization({ scale: false }),
        layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 2, useBias: false, activation: "swish" }),
        layers.zeroPadding2d({ padding: [[1, 0], [0, 2]] }),
        layers.separableConv2d({ filters: 3, kernelSize: 2, padding: "same", activation: "elu" }),
        layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: [2, 1], padding: "same" }),
        layers.maxPooling2d({ poolSize: 2, padding: "same" }),
        layers.upSampling2d({ size: [1, 2] }),
        layers.cropping2D({ cropping: [[1, 0], [0, 1]] }),
        layers.rescaling({ scale: 0.5, offset: 0.25 }),
        layers.permute({ dims: [3, 1, 2] }),
        layers.flatten(),
        layers.dropout({ rate: 0.5 }),
        layers.dense({ units: 3, activation: "softmax" }),
    ],
    sequence: [
        layers.embedding({ inputDim: 7, outputDim: 3, inputLength: 6 }),
        layers.conv1d({ filters: 4, kernelSize: 2, padding: "same", activation: "tanh" }),
        layers.layerNormalization({}),
        layers.prelu({ sharedAxes: [1] }),
        layers.bidirectional({ mergeMode: "concat", layer: layers.lstm({ units: 2, returnSequences: true,
                                                                         recurrentActivation: "hardSigmoid" }) }),
        layers.timeDistributed({ layer: layers.dense({ units: 3, activation: "softplus" }) }),
        layers.averagePooling1d({ poolSize: 2 }),
        layers.simpleRNN({ units: 2, activation: "relu", useBias: false }),
        layers.dense({ units: 1 }),
    ],
    nested: () => {
        const body = tf.sequential({ name: "body", layers: [
            layers.dense({ units: 4, activation: "relu", inputShape: [2] }), layers.batchNormalization({}),
            layers.dense({ units: 2, useBias: false })] });
        return [layers.dense({ units: 2, activation: "tanh", inputShape: [3] }), body, layers.dense({ units: 2 })];
    },
};
function goldenModel(name) {
    const model = tf.sequential({ name });
    for (const layer of Array.isArray(golden[name]) ? golden[name] : golden[name]()) model.add(layer);
    return model;
}

function numbers(count, make) { return Float32Array.from({ length: count }, make); }
const size = shape => shape.reduce((a, b) => a * b, 1);

const described = model => model.layers.map(layer => ({
    name: layer.name, kind: layer.getClassName(),
    weights: layer.weights.map((w, k) => (
        { name: w.name, shape: w.shape, values: [...layer.getWeights()[k].dataSync()] })),
    ...(layer.layers && { layers: described(layer) }),
}));

const models = [];
for (const name of isGolden ? Object.keys(golden) : Array(Number(process.argv[3])).fill("")) {
    const model = isGolden ? goldenModel(name) : build();
    for (const layer of model.layers)
        layer.setWeights(layer.weights.map(w => tf.tensor(
            numbers(size(w.shape), () => w.name.includes("variance") ? 0.5 + random() : 2 * random() - 1), w.shape)));
    const shape = [3, ...model.inputs[0].shape.slice(1)];
    const indices = model.layers[0].getClassName() === "Embedding";
    const x = numbers(size(shape), () => indices ? below(7) : 2 * random() - 1);
    const y = model.predict(tf.tensor(x, shape));
    models.push({
        topology: model.toJSON(null, false), x: [...x], y: [...y.dataSync()], version: "2.15.0",
        layers: described(model),
    });
}
log(JSON.stringify(models));
