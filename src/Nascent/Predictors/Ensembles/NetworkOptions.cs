namespace Nascent.Predictors.Ensembles;

/// <summary>What an ensemble of networks is, and how it is trained.</summary>
/// <param name="Members">Networks, at least 1.</param>
/// <param name="Layers">Hidden layers of each, at least 1.</param>
/// <param name="Width">Units of each hidden layer, at least 8.</param>
/// <param name="Steps">Gradient steps of each training, at least 1.</param>
/// <param name="Batch">Rows a gradient step learns from, at least 1.</param>
/// <param name="LearningRate">The first learning rate of Adam, above 0.</param>
internal readonly record struct NetworkOptions(int Members, int Layers, int Width, int Steps, int Batch, double LearningRate);
