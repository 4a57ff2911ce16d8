using Nascent.Bench;

return args switch
{
    ["training-step", .. var rest] => TrainingStepBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Nascent.Bench -- training-step [--pairs N] [--seconds S] [--network NAME]");
    return 2;
}
