using System.Diagnostics;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using TorchSharp;

namespace Nascent.Torch.Tests.Training;

/// <summary>Tests of the memory that the whole process holds: no other test runs beside them.</summary>
[CollectionDefinition("Process memory", DisableParallelization = true)]
public sealed class ProcessMemory;

[Collection("Process memory")]
public sealed class TrainerMemoryTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Live_tensors_and_resident_memory_stay_flat_over_ten_thousand_steps()
    {
        LibTorch.UseThreads(1);
        using var module = new ArchitectureModule(Networks.Cnn(1, 12, 4, 4, 8), TrainingDevice.Cpu);
        module.Initialise(new Seed(1));
        var recipe = new TrainingRecipe { BatchSize = 16, LearningRate = 1e-4, CropPadding = 1, Flip = true };
        using var trainer = new Trainer(module, SyntheticData.Bars(), recipe, epochs: 1_500, dataShare: 1, new Seed(1));
        Take(10_000); // until the collector has committed what it wants
        var (tensors, resident) = (Live(), Resident());
        Take(10_000);
        Live().ShouldBe(tensors);
        (Resident() - resident).ShouldBeLessThan(24L << 20);

        void Take(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                trainer.Step();
                if (i % 2_500 == 0)
                    GC.Collect();
            }
        }
    }

    private static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
