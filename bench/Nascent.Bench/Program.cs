using Nascent.Bench.Curves;
using Nascent.Bench.Exports;
using Nascent.Bench.Pool;
using Nascent.Bench.Predictors;
using Nascent.Bench.Proxy;
using Nascent.Bench.Recipes;
using Nascent.Bench.Sharing;
using Nascent.Bench.Spaces;
using Nascent.Bench.Starts;
using Nascent.Bench.Tables;
using Nascent.Bench.TrainingSteps;
using Nascent.Bench.Work;
using Nascent.Bench.ZeroCost;
using Nascent.Predictors;
using Nascent.Torch.Predictors;
using Nascent.Trees.Predictors;

return args switch
{
    ["training-step", .. var rest] => TrainingStepBenchmark.Run(new(rest)),
    ["interpreters", .. var rest] => InterpreterBenchmark.Run(new(rest)),
    ["training-work", .. var rest] => TrainingWorkBenchmark.Run(new(rest)),
    ["operator-latency", .. var rest] => OperatorLatencyBenchmark.Run(new(rest)),
    ["export", .. var rest] => ExportBenchmark.Run(new(rest)),
    ["zero-cost", .. var rest] => ZeroCostBenchmark.Run(new(rest)),
    ["zero-cost-time", .. var rest] => ZeroCostTiming.Run(new(rest)),
    ["curves", .. var rest] => CurveRecording.Run(new(rest)),
    ["early-stopping", .. var rest] => EarlyStoppingBenchmark.Run(new(rest)),
    ["predictors", .. var rest] => PredictorBenchmark.Run(new(rest), [.. CorePredictors.All, .. TreePredictors.All, .. TorchPredictors.All]),
    ["zero-cost-pairs", .. var rest] => ZeroCostPairs.Run(new(rest)),
    ["pool", .. var rest] => PoolBenchmark.Run(new(rest)),
    ["proxy", .. var rest] => ProxyBenchmark.Run(new(rest)),
    ["spaces", .. var rest] => SpaceBenchmark.Run(new(rest)),
    ["supernet", .. var rest] => SupernetBenchmark.Run(new(rest)),
    ["once-for-all", .. var rest] => OnceForAllBenchmark.Run(new(rest)),
    ["elastic-sizes", .. var rest] => ElasticSizesBenchmark.Run(new(rest)),
    ["elastic-schedules", .. var rest] => ElasticSchedulesBenchmark.Run(new(rest)),
    ["precisions", .. var rest] => PrecisionBenchmark.Run(new(rest)),
    ["scaled-family", .. var rest] => ScaledFamily.Run(new(rest)),
    ["supernet-step", .. var rest] => SupernetStepBenchmark.Run(new(rest)),
    ["supernet-memory", .. var rest] => SupernetMemory.Run(new(rest)),
    ["gradient-search", .. var rest] => GradientSearchBenchmark.Run(new(rest)),
    ["start-training", .. var rest] => StartTraining.Run(new(rest)),
    ["starts", .. var rest] => StartBenchmark.Run(new(rest)),
    ["recipes", .. var rest] => RecipeBenchmark.Run(new(rest)),
    ["fast-tree", .. var rest] => FastTreePeer.Run(new(rest)),
    ["ours", var network, var steps] => StepServer.Profile(network, int.Parse(steps)),
    ["serve", var network] => StepServer.Serve(network, Console.In, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: dotnet run -c Release --project bench/Nascent.Bench -- BENCHMARK

          training-step [--pairs N] [--milliseconds OF-A-TURN] [--network NAME] [--processes N]
                                                     images a second beside PyTorch; with processes, one on each core at the same time
          interpreters [--pairs N] [--network NAME]  a step by stages beside one by operators that autograd records
          training-work [--networks N] [--rounds N] [--batch N] [--graph written|simplified]
                                                     how well the metric 'work' predicts the time of a training step, and its coefficients fitted anew
          operator-latency [--fitted N] [--networks N] [--side N]
                                                     how well latency by operators predicts the latency of networks that it was not fitted to
          export [--repeats N] [--samples N]         time to export and check a network, and its latency on ONNX Runtime
          zero-cost [--networks N] [--scores A,B] [--batch N] [--seed N] [--batch-seed N] [--data FOLDER] [--out FILE]
                                                     scores without training beside published ones, on NAS-Bench-201; FILE keeps what is done
          zero-cost-time [--space NAME] [--networks N] [--scores A,B] [--batch N] [--data DATA] [--clock processor|wall]
                                                     how long scores without training take
          curves [--networks N] [--epochs N] [--data-share S] [--held-out N] [--most-work N] [--space NAME] [--data DATA] [--seed N] [--parts N --part I] [--out FILE]
                                                     records the learning curves of random networks, trained to the end; FILE keeps what is done
          early-stopping [--curves FILE] [--runs N] [--seed N]
                                                     replays recorded curves with early stopping, and says how well curves are extrapolated
          predictors [--predictors A,B] [--train 100,400] [--inputs encoding,scores] [--draws N] [--data FOLDER] [--out FILE]
                                                     learned predictors against published accuracies, on NAS-Bench-201; FILE keeps what is done

          zero-cost-pairs [--networks N] [--scores A,B] [--data FOLDER]
                                                     how long they take on NAS-Bench-201, beside PyTorch by default and at its best
          proxy [--sample tune|test] [--networks N] [--part N --parts N] [--width SHARE] [--depth SHARE] [--resolution SHARE] [--images N] [--epochs N] [--replicates N] [--batch N] [--rate R]
                [--warm-up SHARE] [--flip 0|1] [--validation N] [--seed N] [--data FOLDER] [--out FILE]
                                                     short training of small copies beside published accuracies, on NAS-Bench-201; FILE keeps what is done
          pool [--networks N] [--replicates N] [--lessons N] [--space NAME] [--data DATA] [--seed N] [--parts N --part I] [--out FOLDER]
                                                     every estimator beside full training of one pool of networks; FOLDER keeps what is done
          recipes [--recipes A,B] [--epochs N] [--images N] [--networks N] [--seeds N] [--threads N] [--parts N --part I] [--out FILE]
                                                     changes of the training recipe, each alone, judged by images that nothing was fitted to; FILE keeps what is done
          spaces [--spaces A,B] [--networks N] [--seconds S] [--images N] [--seed N] [--parts N --part I] [--out FILE]
                                                     random networks of several search spaces, each trained for as long, judged as the recipes are; FILE keeps what is done
          supernet [--rule uniform|fair] [--complexity R] [--sample tune|test] [--channels N] [--cells N] [--side N] [--images N] [--validation N] [--epochs N] [--batch N] [--rate R] [--networks N] [--seed N] [--data FOLDER] [--out FILE] [--scores FILE]
                                                     how well shared weights rank networks of NAS-Bench-201, beside published accuracies
          once-for-all --supernet FOLDER [--networks N] [--draw random] [--epochs N] [--alone FILE] [--threads N] [--out FILE]
                                                     networks of a kept supernet with inherited weights, beside the same trained alone
          elastic-sizes --supernet FOLDER [--networks N] [--threads N]
                                                     networks of a kept supernet that differ from its ends in one kind of size
          elastic-schedules --supernet FOLDER [--schedule NAME|FILE] [--epochs N] [--space FILE] [--threads N]
                                                     how good networks are after a short training by a schedule, on the data of a kept supernet
          precisions --supernet FOLDER --files A,B   networks that were taken out of a supernet, each in fp32 and in int8: accuracy and latency
          scaled-family --supernet FOLDER [--widths A,B] [--epochs N] [--threads N] [--out FILE] [--only latency]
                                                     a network like MobileNetV3 scaled by width, each member trained alone
          supernet-step [--space NAME] [--channels N] [--cells N] [--paths N] [--peer yes]
                                                     a step of a supernet beside that of the network alone, a mixture beside the sum of its options, and both beside PyTorch
          supernet-memory [--networks N]             memory that activations take in a step of a path, beside the network alone
          gradient-search [--method gdas|drnas|darts|darts-second|pc-darts|enas] [--guard yes] [--restarts N] [--perturbation R] [--parts N] [--fair SHARE] [--warm-up SHARE] [--complexity R] [--last SHARE] [--channels N] [--cells N] [--side N] [--images N] [--epochs N] [--batch N] [--rate R] [--option-rate R] [--seed N] [--data FOLDER] [--out FILE]
                                                     where searches over shared weights end in NAS-Bench-201, by published accuracies

          ours NETWORK STEPS                         training steps without a peer, for a profiler
          serve NETWORK                              training steps on request, as bench/peers/pytorch_training_step.py does them
        """);
    return 2;
}
