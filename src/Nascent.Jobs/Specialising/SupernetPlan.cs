using System.Text.Json.Nodes;
using Nascent.Estimation;

namespace Nascent.Jobs.Specialising;

/// <summary>What a training of a supernet was begun with, so that it can go on: the file <c>plan.json</c>.</summary>
/// <param name="Program">The program, with its version.</param>
/// <param name="Asked">The words for data and space, and how data is read; a training with others is another.</param>
/// <param name="Space">The space as JSON.</param>
/// <param name="Schedule">The stages as JSON.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Seed">The key of all randomness.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Seconds">Time for the whole job; null where epochs say it.</param>
/// <param name="Epochs">Passes over the data; null where the time says it.</param>
internal sealed record SupernetPlan(string Program, string Asked, JsonNode Space, JsonNode Schedule, TrainingRecipe Recipe, ulong Seed, int Threads, double? Seconds, double? Epochs);
